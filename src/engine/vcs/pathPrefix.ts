/** Whether `prefix` is the path or a whole-element prefix of it (`str.HasPathPrefix` in cmd/go). */
export function hasPathPrefix(path: string, prefix: string): boolean {
  if (path.length <= prefix.length) return path === prefix;
  if (prefix === '') return true;
  if (prefix.endsWith('/')) return path.startsWith(prefix);
  return path[prefix.length] === '/' && path.startsWith(prefix);
}
