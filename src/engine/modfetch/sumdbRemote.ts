/**
 * Requests to the checksum database (cmd/go/internal/modfetch/sumdb.go, dbClient). Unless GOSUMDB has a URL, the first one asks
 * the GOPROXY entries in turn whether they stand in for the database (`/sumdb/NAME/supported`), by the rules of the walk:
 * 404 and 410 go on, another error ends it behind a comma and goes on behind a pipe; `direct`, `off` and the end of the list
 * mean the database itself. The choice holds for the whole run, also if lookups then fail.
 */
import type { Step } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { type ProxyEntry, parseGoproxy } from '../goenv/goproxy.ts';
import type { Ports } from '../ports.ts';
import type { RemoteAnswer, RemoteFailure } from '../sumdb/clientOps.ts';
import { type DatabaseUrl, joinDatabaseUrl } from '../sumdb/databaseUrl.ts';
import { goServerResponse, serverWords } from '../web/bodyText.ts';
import { goTransportText } from '../web/goText.ts';
import type { HttpResult, Transport } from '../web/transport.ts';
import { hostOf, notGos } from './askProxy.ts';
import type { FailureCause } from './fetchFailure.ts';
import { readFileEntry } from './fileEntry.ts';
import type { Story } from './session.ts';

/** On whose behalf, and into whose story, the database is asked. */
export interface Asker {
  story: Story;
  signal: AbortSignal;
}

export interface RemoteContext {
  ports: Ports;
  environment: Environment;
  transport: Transport;
  /** Of the database's key. */
  name: string;
  direct: string;
  url: string | null;
}

/** Where requests go. `via` is the GOPROXY entry that stands in, or null. */
interface Base {
  kind: 'ok';
  url: string;
  /** What stands between the URL and the name of a file: `sumdb/NAME/` below a proxy. */
  below: string;
  via: string | null;
}

type NoBase = Exclude<RemoteAnswer, { kind: 'ok' }>;

/** Go has no limit; the real answers have less than 10 KiB. */
const maxAnswerBytes = 4 * 1024 * 1024;
const maxGoText = 4096;

export class SumdbRemote {
  readonly #context: RemoteContext;
  #base: Promise<Base | NoBase> | null = null;

  constructor(context: RemoteContext) {
    this.#context = context;
  }

  async read(name: string, modulePath: string | null, asker: Asker): Promise<RemoteAnswer> {
    this.#base ??= this.#findBase(asker);
    const base = await this.#base;
    if (base.kind !== 'ok') return base;
    const target = joinDatabaseUrl(base.url, `${base.below}${name}`);
    const what = name.startsWith('tile/') ? 'tile' : 'lookup';
    return this.#ask(target, { what, entry: base.via, base: base.url, modulePath }, asker);
  }

  async #findBase(asker: Asker): Promise<Base | NoBase> {
    const { url, direct } = this.#context;
    if (url !== null) return { kind: 'ok', url, below: '', via: null };
    let best: RemoteFailure | null = null;
    for (const entry of this.#entries()) {
      if (entry.kind === 'noproxy') continue;
      if (entry.kind === 'direct') return { kind: 'ok', url: direct, below: '', via: null };
      if (entry.kind === 'off') break;
      const found = await this.#trySupported(entry, asker);
      if (found.kind !== 'failed') return found;
      const isNotExist = isMissing(found.cause);
      if (!isNotExist) best = found;
      if (!isNotExist && !entry.onAnyError) break;
    }
    return best ?? { kind: 'ok', url: direct, below: '', via: null };
  }

  #entries(): readonly ProxyEntry[] {
    const { environment } = this.#context;
    const list = parseGoproxy(environment.value('GOPROXY'), environment.value('GONOPROXY'));
    return list.kind === 'ok' ? list.entries : [];
  }

  async #trySupported(entry: ProxyEntry, asker: Asker): Promise<Base | NoBase> {
    const target = joinDatabaseUrl(entry.url, `sumdb/${this.#context.name}/supported`);
    const question = { what: 'supported', entry: entry.shown, base: entry.url, modulePath: null } as const;
    const answer = await this.#ask(target, question, asker);
    if (answer.kind === 'failed') return { ...answer, entry: entry.shown };
    if (answer.kind === 'unknown') return answer;
    return { kind: 'ok', url: entry.url, below: `sumdb/${this.#context.name}/`, via: entry.shown };
  }

  async #ask(target: DatabaseUrl, question: SumdbQuestion, asker: Asker): Promise<RemoteAnswer> {
    const { what, entry } = question;
    const params = { url: target.shown, entry, database: this.#context.name, what, status: null };
    const step = asker.story.add('request', 'request-sumdb', params, { result: 'unknown' });
    const answer =
      target.filePath === null
        ? await this.#askHttp(target, question, step, asker)
        : await this.#askFile(target, target.filePath);
    if (answer.kind === 'failed') step.result = isMissing(answer.cause) ? 'not-found' : 'failed';
    else step.result = answer.kind;
    return answer;
  }

  async #askHttp(target: DatabaseUrl, question: SumdbQuestion, step: Step, asker: Asker): Promise<RemoteAnswer> {
    const { transport, environment } = this.#context;
    const request = {
      url: target.url,
      purpose: 'sumdb',
      step: step.id,
      audience: { kind: 'sumdb', modulePath: question.modulePath, base: question.base },
      maxBodyBytes: maxAnswerBytes,
      gosMaxBodyBytes: null,
    } as const;
    const result = await transport.fetch(request, asker.signal);
    step.exchanges.push(...result.exchanges);
    if (result.kind === 'response') return answered(target, step, result);
    const reason = notGos(result.failure);
    if (reason !== null) return { kind: 'unknown', reason };
    const go = goTransportText(result, environment.release);
    const cause: FailureCause = { kind: 'net', failure: result.failure };
    return failure(target, go.text, go.exact && target.shownIsGos, result.exchange, cause);
  }

  async #askFile(target: DatabaseUrl, path: string): Promise<RemoteAnswer> {
    const read = await readFileEntry(this.#context.ports, path, target.shown, maxAnswerBytes, null);
    if (read.kind === 'ok') return { kind: 'ok', bytes: read.bytes, exchange: null };
    if (read.isOurLimit) return { kind: 'unknown', reason: 'our-limit' };
    return failure(target, read.goText, read.exact, null, read.cause);
  }
}

interface SumdbQuestion {
  what: 'lookup' | 'tile' | 'supported';
  entry: string | null;
  base: string;
  modulePath: string | null;
}

function answered(target: DatabaseUrl, step: Step, response: HttpResult & { kind: 'response' }): RemoteAnswer {
  const { status, statusLine, contentType, body, exchange } = response;
  step.params = { ...step.params, status };
  if (status === 200) return { kind: 'ok', bytes: body, exchange };
  const text = `reading ${target.shown}: ${statusLine}${goServerResponse(contentType, body)}`;
  const cause: FailureCause = {
    kind: 'status',
    status,
    statusLine,
    host: hostOf(response.url),
    contentType,
    serverText: serverWords(contentType, body),
  };
  return failure(target, text, target.shownIsGos, exchange, cause);
}

function failure(
  target: DatabaseUrl,
  text: string,
  exact: boolean,
  exchange: string | null,
  cause: FailureCause,
): RemoteFailure {
  const isLong = text.length > maxGoText;
  const goText = isLong ? `${text.slice(0, maxGoText)}…` : text;
  return { kind: 'failed', goText, goTextExact: exact && !isLong, exchange, url: target.shown, cause, entry: null };
}

/** What Go counts as "does not exist". */
function isMissing(cause: FailureCause): boolean {
  if (cause.kind === 'status') return cause.status === 404 || cause.status === 410;
  return cause.kind === 'fileProxy' && cause.reason === 'notExist';
}
