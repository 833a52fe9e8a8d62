import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLive } from '../lib/live.ts';
import { useSession } from '../lib/session.ts';
import { type KeyBindings, useKeys } from '../lib/use-keys.ts';
import { useIsPhone } from '../lib/use-media.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Navigation } from './navigation.tsx';
import { PLACES, type Place, type PlacePath } from './places.ts';
import { rememberRequest } from './recent-requests.ts';
import { screenTitle } from './screen-title.ts';
import styles from './shell.module.css';
import { usePlaces } from './use-places.ts';
import { useScreenFocus } from './use-screen-focus.ts';
import { useSealed } from './use-sealed.ts';

const SealedBanner = lazy(async () => ({ default: (await import('./sealed-banner.tsx')).SealedBanner }));
const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

const CONTENT = 'content';

/** Navigation beside the page; a rail on narrow screens, a bar below on a phone. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { current } = useSession();
  const { numbers } = useLive();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const places = usePlaces();
  const [over, setOver] = useState<'keys' | 'palette' | null>(null);
  const [wasOver, setWasOver] = useState(false);
  useSealed(current?.organization.id ?? null);
  useScreenFocus(CONTENT);
  const forMe = numbers?.forMe ?? 0;

  const open = (what: 'keys' | 'palette') => () => {
    setWasOver(true);
    setOver(what);
  };
  const close = (): void => setOver(null);
  useEffect(() => {
    document.title = screenTitle(pathname, forMe);
  }, [pathname, forMe]);
  useEffect(() => {
    const [, requestId] = /^\/approvals\/([^/]+)$/.exec(pathname) ?? [];
    if (requestId !== undefined) rememberRequest(requestId);
  }, [pathname]);
  useKeys({
    ...keysOf((to) => void navigate({ to })),
    '?': open('keys'),
    'mod+k': open('palette'),
  });

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href={`#${CONTENT}`}>
        Skip to content
      </a>
      {!isPhone && <Navigation places={places} onPalette={open('palette')} onKeys={open('keys')} />}
      <main id={CONTENT} className={styles.content} tabIndex={-1}>
        {current?.organization.sealed === true && (
          <Suspense>
            <SealedBanner organization={current.organization} />
          </Suspense>
        )}
        {children}
      </main>
      {isPhone && <BottomBar places={places} onPalette={open('palette')} />}
      {wasOver && (
        <Suspense>
          <KeySheet places={PLACES} opened={over === 'keys'} onClose={close} />
          <Palette places={places} opened={over === 'palette'} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

function keysOf(goTo: (to: PlacePath) => void): KeyBindings {
  const places: readonly Place[] = PLACES;
  return Object.fromEntries(places.flatMap(({ key, to }) => (key === undefined ? [] : [[key, () => goTo(to)]])));
}
