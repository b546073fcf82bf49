/** The lab's own sentences; lessons stand in the scenarios. */
import type { Scenario } from './scenario.ts';

export type LabLanguage = 'en' | 'zh-cn';

export interface LabWords {
  nothing: string;
  verdict(expected: string, got: string): string;
  total(count: { right: number; wrong: number; skipped: number }): string;
  noSuchScenario(names: string): string;
  notOnThisSystem(platform: string): string;
  repair: Record<Scenario['repairableBy'], string>;
}

export const labWords = (language: LabLanguage): LabWords => (language === 'zh-cn' ? chinese : english);

const plural = (count: number): string => (count === 1 ? '1 scenario' : `${count} scenarios`);

const english: LabWords = {
  nothing: 'nothing',
  verdict: (expected, got) => `expected ${expected}, found ${got}`,
  total: ({ right, wrong, skipped }) =>
    `${plural(right + wrong + skipped)}: ${right} led to their finding, ${wrong} did not` +
    (skipped > 0 ? `, ${skipped} not judged on this system` : ''),
  noSuchScenario: (names) => `The lab has no scenario ${names}. It has:`,
  notOnThisSystem: (platform) =>
    `not judged: on ${platform} go does not read SSL_CERT_FILE, so the lab cannot be trusted`,
  repair: {
    client: 'Who can repair it: you, on this machine.',
    administrator: 'Who can repair it: whoever runs the proxy or the network.',
    author: 'Who can repair it: the author of the module.',
    time: 'Who can repair it: time; ask again later.',
    nobody: 'Nothing needs repair.',
  },
};

const chinese: LabWords = {
  nothing: '无',
  verdict: (expected, got) => `预期 ${expected}，实际 ${got}`,
  total: ({ right, wrong, skipped }) =>
    `共 ${right + wrong + skipped} 个场景：${right} 个得出了预期结论，${wrong} 个没有` +
    (skipped > 0 ? `，${skipped} 个在本系统上无法判定` : ''),
  noSuchScenario: (names) => `实验室里没有场景 ${names}。可用的场景有：`,
  notOnThisSystem: (platform) => `未判定：在 ${platform} 上 go 不读取 SSL_CERT_FILE，因此无法信任实验室的证书`,
  repair: {
    client: '谁能修复：你自己，就在这台机器上。',
    administrator: '谁能修复：代理或网络的管理员。',
    author: '谁能修复：模块的作者。',
    time: '谁能修复：时间；请稍后再试。',
    nobody: '无需修复。',
  },
};
