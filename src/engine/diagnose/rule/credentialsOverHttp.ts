/** User and password in an http:// entry of GOPROXY: go refuses before it connects. The URL here is already redacted. */
import { fold } from '../fold.ts';
import { hostOf } from '../redirectGroup.ts';
import { open } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { groupBy, netSightings } from '../sighting.ts';

export const credentialsOverHttp: Rule = (context) =>
  groupBy(netSightings(context, 'credentialsOverHttp'), (one) => one.failure.entry ?? '').map((group) => {
    const host = hostOf(group[0].failure.cause.failure.url);
    return fold(context, 'credentials-over-http', group, {
      params: { host, url: group[0].failure.cause.failure.url },
      subject: { setting: 'GOPROXY', host },
      remedies: [open('read-proxy-credentials', { host }, 'https://go.dev/ref/mod#private-module-proxy-auth')],
    });
  });
