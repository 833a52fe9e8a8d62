/** The slug that a name suggests: `Meridian Corp (EU)` → `meridian-corp-eu`; at most 40 lower-case letters, digits, hyphens. */
export function slugFor(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
