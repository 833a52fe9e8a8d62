import type { CSSVariablesResolver } from '@mantine/core';
import { color, mantine, motion, shadow, size } from './tokens.json';

type Scheme = 'light' | 'dark';

/** Every role of one scheme as `--cs-<role>`, and Mantine's own variables pointed at the roles. */
function roles(scheme: Scheme): Record<string, string> {
  const own = Object.entries(color[scheme]).map(([role, value]) => [`--cs-${role}`, value] as const);
  const shadows = Object.entries(shadow[scheme]).map(([level, value]) => [`--cs-shadow-${level}`, value] as const);
  const lent = Object.entries(mantine.cssVariables).map(([variable, role]) => [variable, `var(--cs-${role})`] as const);
  return Object.fromEntries<string>([...own, ...shadows, ...lent]);
}

const px = (value: number): string => `${value}px`;

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--cs-motion-fast': motion.fast,
    '--cs-motion-base': motion.base,
    '--cs-motion-slow': motion.slow,
    '--cs-easing': motion.easing,
    '--cs-control-sm': px(size.control.sm),
    '--cs-control-md': px(size.control.md),
    '--cs-control-lg': px(size.control.lg),
    '--cs-control-touch': px(size.control.touch),
    '--cs-nav': px(size.nav),
    '--cs-rail': px(size.rail),
    '--cs-queue': px(size.queue),
    '--cs-detail-aside': px(size.detailAside),
    '--cs-header-row': px(size.headerRow),
    '--cs-tabs': px(size.tabs),
    '--cs-queue-row': px(size.queueRow),
    '--cs-decision-bar': px(size.decisionBar),
  },
  light: roles('light'),
  dark: roles('dark'),
});
