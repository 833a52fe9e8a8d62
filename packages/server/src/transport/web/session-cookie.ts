/** `__Host-` binds the cookie to this host and to TLS (RFC 6265bis §4.1.3.2); without TLS no browser would keep it. */
export function cookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-countersign' : 'countersign';
}

/** A Set-Cookie header that keeps a session until it ends, or with null takes it away. */
export function sessionCookie(publicUrl: URL, session: { token: string; expiresAt: Date } | null): string {
  const secure = publicUrl.protocol === 'https:' ? '; Secure' : '';
  const [value, expires] = session === null ? ['', new Date(0)] : [session.token, session.expiresAt];
  return `${cookieName(publicUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires.toUTCString()}${secure}`;
}

/** The session token in a Cookie header, or null. */
export function sessionTokenIn(header: string | undefined, publicUrl: URL): string | null {
  const name = cookieName(publicUrl);
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}
