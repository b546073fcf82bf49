/**
 * One module through everybody who may have it. This asks more hosts than go would, so it is done only on request, the
 * hosts are told before the first is asked, and a path that is kept from proxies is not compared at all.
 */
import type { Answer, CompareQuestion, Progress, Question } from '../api.ts';
import type { Environment } from '../goenv/environment.ts';
import { privacyOf } from '../goenv/privacy.ts';
import { askVariants } from './askVariants.ts';
import { compareVariants, isMirror } from './variants.ts';

export async function answerCompare(
  question: CompareQuestion,
  environment: Environment,
  ask: (question: Question) => Promise<Answer>,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer> {
  for (const argument of question.modules) {
    const [module = ''] = argument.split('@', 1);
    const { noProxy } = privacyOf(environment, module);
    if (noProxy !== null) {
      const { setting, pattern } = noProxy;
      return { kind: 'badQuestion', code: 'private-not-compared', params: { module, setting, pattern } };
    }
  }
  const wrong = question.mirrors.find((mirror) => !isMirror(mirror));
  if (wrong !== undefined) return { kind: 'badQuestion', code: 'not-a-mirror', params: { argument: wrong } };
  const variants = compareVariants(environment, question.mirrors);
  const hosts = [...new Set(variants.flatMap(({ asks }) => asks ?? []))];
  onProgress({ done: 0, total: variants.length, current: null, hosts });
  return askVariants('compare', question, variants, ask, signal);
}
