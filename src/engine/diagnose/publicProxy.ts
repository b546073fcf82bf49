/** Proxies that everybody may ask, and that hold public modules only. */
const publicProxies = new Set([
  'proxy.golang.org',
  'goproxy.cn',
  'goproxy.io',
  'mirrors.aliyun.com',
  'repo.huaweicloud.com',
  'mirrors.cloud.tencent.com',
  'mirrors.tencent.com',
  'athens.azurefd.net',
]);

/** `host` may have a port. */
export function isPublicProxy(host: string): boolean {
  return publicProxies.has(host.toLowerCase().replace(/:\d+$/, ''));
}
