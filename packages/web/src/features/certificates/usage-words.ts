const USAGES: Readonly<Record<string, string>> = { SERVER_AUTH: 'TLS servers', CLIENT_AUTH: 'TLS clients' };

/** What a certificate is for, from the template that every vote named; null where it does not say. */
export function usageWords(template: string | null): string | null {
  if (template === null) return null;
  try {
    const read: unknown = JSON.parse(template);
    if (typeof read !== 'object' || read === null || !('extendedKeyUsages' in read)) return null;
    const { extendedKeyUsages } = read;
    if (!Array.isArray(extendedKeyUsages) || extendedKeyUsages.length === 0) return null;
    return extendedKeyUsages.map((usage) => USAGES[String(usage)] ?? String(usage)).join(', ');
  } catch {
    return null;
  }
}
