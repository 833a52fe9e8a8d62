import { useMediaQuery } from '@mantine/hooks';

const now = { getInitialValueInEffect: false } as const;

/** 1280 px and up: navigation, queue and request side by side. */
export const useIsWide = (): boolean => useMediaQuery('(min-width: 1280px)', true, now);

/** Below 768 px: one column. */
export const useIsPhone = (): boolean => useMediaQuery('(max-width: 767px)', false, now);
