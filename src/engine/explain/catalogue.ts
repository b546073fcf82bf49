/** Every cause in the order in which they are tried: what hides another cause comes behind it. */
import type { Cause } from './cause.ts';
import { fits } from './cause.ts';
import { checksumCauses } from './causes/checksum.ts';
import { contentCauses } from './causes/content.ts';
import { discoveryCauses } from './causes/discovery.ts';
import { httpProxyCauses } from './causes/httpProxy.ts';
import { localCauses } from './causes/local.ts';
import { answerCauses, connectionCauses, nameCauses, tlsCauses } from './causes/network.ts';
import { settingCauses } from './causes/settings.ts';
import { privateCauses, statusCauses } from './causes/status.ts';
import { toolchainCauses } from './causes/toolchain.ts';
import { toolCauses, vcsCauses } from './causes/vcs.ts';
import { graphCauses, versionCauses } from './causes/version.ts';
import { workspaceCauses } from './causes/workspace.ts';
import type { Facts } from './facts.ts';
import { isFetch } from './goContext.ts';

export interface Match {
  cause: Cause;
  /** The block alone shows that it is about a fetch; else only the text around it does. */
  inContext: boolean;
}

/** Sentences that only go says, about things that only go has. */
const ownSentences = [
  ...settingCauses,
  ...checksumCauses,
  ...contentCauses,
  ...toolchainCauses,
  ...workspaceCauses,
  ...privateCauses,
  ...versionCauses,
];
/** Sentences that other programs say too. */
const sharedBefore = [...localCauses, ...httpProxyCauses, ...toolCauses];
const transport = [...nameCauses, ...tlsCauses, ...answerCauses, ...connectionCauses];

/** Null where nothing is recognised. `aroundIt` says that the text as a whole speaks of go. */
export function matchCause(facts: Facts, aroundIt: boolean): Match | null {
  const inContext = isFetch(facts);
  const mayShare = inContext || (aroundIt && facts.url === '');
  const sequence = [
    ...(mayShare ? sharedBefore : []),
    ...ownSentences,
    ...(mayShare && (facts.vcs || facts.url === '') ? vcsCauses : []),
    ...discoveryCauses,
    ...(mayShare ? transport : []),
    ...(inContext ? statusCauses : []),
    ...graphCauses,
  ];
  const cause = sequence.find((one) => fits(one, facts));
  return cause === undefined ? null : { cause, inContext };
}
