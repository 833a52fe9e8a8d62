import { IconCpu, IconKey, IconShield } from '@tabler/icons-react';
import styles from './actor-mark.module.css';

interface PersonMarkProps {
  readonly name: string;
  readonly size?: 'sm' | 'lg';
}

function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/u)
    .filter(Boolean);
  const first = Array.from(words[0] ?? '?')[0] ?? '?';
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** People are round. */
export function PersonMark({ name, size = 'sm' }: PersonMarkProps) {
  return (
    <span className={styles.person} data-size={size} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

const MACHINES = { device: IconCpu, token: IconKey, system: IconShield } as const;

interface MachineMarkProps {
  readonly kind: keyof typeof MACHINES;
  readonly size?: 'sm' | 'lg';
}

/** Machines are square. */
export function MachineMark({ kind, size = 'sm' }: MachineMarkProps) {
  const Icon = MACHINES[kind];
  return (
    <span className={styles.machine} data-size={size} aria-hidden="true">
      <Icon size={size === 'lg' ? 18 : 12} stroke={1.75} />
    </span>
  );
}

export type ActorKindName = 'USER' | 'DEVICE' | 'TOKEN' | 'POLICY' | 'SYSTEM';

interface ActorMarkProps {
  readonly kind: ActorKindName;
  readonly name: string;
  readonly size?: 'sm' | 'lg';
}

/** Whoever acted: round or square by what they are. */
export function ActorMark({ kind, name, size = 'sm' }: ActorMarkProps) {
  if (kind === 'USER') return <PersonMark name={name} size={size} />;
  return <MachineMark kind={kind === 'DEVICE' ? 'device' : kind === 'TOKEN' ? 'token' : 'system'} size={size} />;
}
