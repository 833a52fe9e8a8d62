import { useEffect, useState } from 'react';

/** Where devices reach the server: as it says itself, else this host at the usual port. */
export function useDeviceUrl(): string {
  const [url, setUrl] = useState(`https://${location.hostname}:8443`);
  useEffect(() => {
    const stop = new AbortController();
    fetch('/config.json', { signal: stop.signal, headers: { accept: 'application/json' } })
      .then(async (answer) => (answer.ok ? deviceUrlOf(await answer.json()) : null))
      .then((told) => {
        if (told !== null) setUrl(told);
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  return url;
}

/** Only a plain https address: it goes into commands that somebody pastes. */
export function deviceUrlOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('deviceUrl' in answer)) return null;
  const { deviceUrl } = answer;
  return typeof deviceUrl === 'string' && /^https:\/\/[A-Za-z0-9.\-[\]:]+\/?$/.test(deviceUrl)
    ? deviceUrl.replace(/\/$/, '')
    : null;
}
