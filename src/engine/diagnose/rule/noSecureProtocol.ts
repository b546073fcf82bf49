/** A path such as `host/repo.git`, and no scheme that go may use reaches the repository. */
import { checkConnection } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const noSecureProtocol: Rule = (context) =>
  vcsFindings(
    context,
    'no-secure-protocol',
    'noProtocol',
    () => true,
    ({ failure: { cause } }) => ({
      key: cause.repo,
      host: cause.repo.split('/', 1)[0] ?? '',
      params: { repo: cause.repo, schemes: cause.schemes },
      remedies: checkConnection(`https://${cause.repo}`),
    }),
  );
