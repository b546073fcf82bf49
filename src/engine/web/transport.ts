/**
 * The one way to the network: a traced GET. Each request names for which module and on whose behalf it is made, so that
 * the guard can refuse what go would not ask. Redirects are followed as net/http does (10 requests in all, never from
 * https to http); each hop is an exchange of its own.
 *
 * An https answer of 4xx is asked for once more, as cmd/go/internal/web does since Go 1.24 (not in a passive run): the
 * second answer is the result, the repeated exchanges have a higher `attempt`. Callers do not repeat.
 * An answer other than 200 is never an error here; of its body only the first part is kept.
 */
import type { Purpose } from '../../protocol/report.ts';
import type { TempFile } from '../ports.ts';
import type { NetFailure } from './netFailure.ts';

/** On whose behalf a request is made: what the guard judges. */
export type Audience =
  | { kind: 'proxy'; modulePath: string; entry: string }
  | { kind: 'sumdb'; modulePath: string | null; base: string }
  | { kind: 'discovery'; modulePath: string }
  /** A module server that a discovery page named, or a repository whose existence go looks up itself. */
  | { kind: 'origin'; modulePath: string; base: string };

export interface HttpRequest {
  /** Absolute http or https URL, escaped as it goes on the wire. Userinfo is taken out and sent as Basic credentials. */
  url: string;
  purpose: Purpose;
  /** Id of the step that asks. */
  step: string;
  audience: Audience;
  /** Beside the ones that go sends. */
  extraHeaders?: Readonly<Record<string, string>>;
  maxBodyBytes: number;
  /** go's own limit for this body, or null. */
  gosMaxBodyBytes: number | null;
  /** Where a body of status 200 goes instead of into memory. */
  sink?: TempFile;
  /**
   * For a path in GOINSECURE: an https server may show any certificate and has five seconds in all, and a redirect may
   * lead to http. The caller repeats the request over http where this one fails.
   */
  isInsecure?: boolean;
}

export type HttpResult =
  | {
      kind: 'response';
      /** Id of the exchange that gave this answer (the last hop). */
      exchange: string;
      /** Ids of all hops, in order. */
      exchanges: readonly string[];
      url: string;
      status: number;
      /** Code and reason as sent, such as `404 Not Found`. */
      statusLine: string;
      contentType: string | null;
      header(name: string): string | null;
      /** Decoded body; empty where it went into the sink. */
      body: Uint8Array;
      bodyBytes: number;
    }
  | {
      kind: 'failed';
      exchange: string | null;
      exchanges: readonly string[];
      /** The URL that go names in `Get "URL"` or `read "URL"`, redacted as go redacts. */
      goUrl: string;
      during: 'get' | 'read';
      failure: NetFailure;
    };

export interface Transport {
  fetch(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>;
  /** Closes idle connections. */
  close(): Promise<void>;
}
