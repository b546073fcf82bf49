/**
 * The bytes are not what the log of the checksum database has. The log proves what everybody else got first, so the download
 * is wrong, or the version was changed after it was published; nothing here switches the check off.
 */
import { command, tell } from '../remedy/act.ts';
import { otherEntries } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { versionOf } from '../sighting.ts';
import { sumdbFindings } from '../sumdbGroup.ts';

export const sumdbMismatch: Rule = (context) =>
  sumdbFindings(
    context,
    'sumdb-mismatch',
    ([{ run, failure }]) => {
      const { which, problem } = failure.cause;
      const hashes = problem.kind === 'mismatch' ? { downloaded: problem.downloaded, recorded: problem.recorded } : {};
      const module = `${run.question.path}@${versionOf(run)}`;
      const others = run.private === null ? otherEntries(context.environment, failure.entry) : [];
      const ask = (entry: string) => ['gomod-doctor', 'diagnose', '--set', `GOPROXY=${entry}`, module];
      return {
        params: { which, ...hashes, source: failure.entry },
        remedies: [
          command('verify-module', { module }, ['gomod-doctor', 'verify', module]),
          ...others.map((entry) => command('ask-other-entry', { entry, module }, ask(entry))),
          tell('tell-module-author', { module: run.question.path, exchange: failure.exchange }),
          ...(failure.entry === null
            ? []
            : [tell('tell-proxy-admin', { host: failure.entry, exchange: failure.exchange })]),
        ],
      };
    },
    ({ run, failure }) => `${run.id} ${failure.cause.which}`,
  );
