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
  /** Place among the causes: what is tried first says more. */
  rank: number;
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

/** The tables for a block, by what may be read from it. */
function sequenceFor(mayShare: boolean, repository: boolean, inContext: boolean): readonly Cause[] {
  return [
    ...(mayShare ? sharedBefore : []),
    ...ownSentences,
    ...(repository ? vcsCauses : []),
    ...discoveryCauses,
    ...(mayShare ? transport : []),
    ...(inContext ? statusCauses : []),
    ...graphCauses,
  ];
}

const inGo = { git: sequenceFor(true, true, true), other: sequenceFor(true, false, true) };
const bare = { near: sequenceFor(true, true, false), far: sequenceFor(false, false, false) };

const order = inGo.git;

/** Null where nothing is recognised. `aroundIt` says that the text as a whole speaks of go. */
export function matchCause(facts: Facts, aroundIt: boolean): Match | null {
  const inContext = isFetch(facts);
  const isBare = facts.url === '';
  const near = inContext ? (facts.vcs || isBare ? inGo.git : inGo.other) : null;
  const sequence = near ?? (aroundIt && isBare ? bare.near : bare.far);
  const cause = sequence.find((one) => fits(one, facts));
  return cause === undefined ? null : { cause, inContext, rank: order.indexOf(cause) };
}
