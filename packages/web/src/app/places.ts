import {
  IconCertificate,
  IconChartHistogram,
  IconChecks,
  IconCirclePlus,
  IconCpu,
  IconFileText,
  IconLink,
  IconListCheck,
  IconSettings,
  IconWritingSign,
} from '@tabler/icons-react';

/**
 * Where one can go, in the order of the navigation: a new screen is one line here and its route. Places of a group stand
 * beneath its name. Their keys are bound and shown from here.
 */
export const PLACES = [
  { to: '/approvals', label: 'Approvals', hint: 'what waits for you', icon: IconChecks, key: 'g q', onBar: true },
  { to: '/new-request', label: 'New request', hint: 'a certificate', icon: IconCirclePlus, key: 'g n', onBar: true },
  {
    to: '/certificates',
    label: 'Certificates',
    hint: 'what ends soon, renew, revoke',
    icon: IconCertificate,
    key: 'g c',
    onBar: true,
  },
  { to: '/devices', label: 'Devices', hint: 'what asks by itself', icon: IconCpu, key: 'g d' },
  {
    to: '/insights',
    label: 'Insights',
    hint: 'how soon, and what came of it',
    icon: IconChartHistogram,
    key: 'g i',
  },
  { to: '/audit-chain', label: 'Audit chain', hint: 'verified', icon: IconLink, key: 'g a', group: 'Compliance' },
  {
    to: '/checkpoints',
    label: 'Checkpoints',
    hint: 'what was signed',
    icon: IconWritingSign,
    key: 'g k',
    group: 'Compliance',
  },
  { to: '/records', label: 'Records', hint: 'who did what', icon: IconFileText, key: 'g r', group: 'Compliance' },
  { to: '/admin', label: 'Admin', hint: 'profiles, people, authorities', icon: IconSettings, key: 'g m' },
  { to: '/first-steps', label: 'First steps', hint: 'to the first request', icon: IconListCheck, until: 'set up' },
] as const satisfies readonly PlaceShape[];

interface PlaceShape {
  readonly to: `/${string}`;
  readonly label: string;
  /** What one finds there, for the palette. */
  readonly hint: string;
  readonly icon: typeof IconChecks;
  readonly key?: `g ${string}`;
  readonly group?: 'Compliance';
  /** On a phone, in the bar and not behind More; four places fit, More among them. */
  readonly onBar?: true;
  /** Listed for whoever manages, until the organization has what it needs. */
  readonly until?: 'set up';
}

export type PlacePath = (typeof PLACES)[number]['to'];
export interface Place extends PlaceShape {
  readonly to: PlacePath;
}

export const GROUP_ICONS = { Compliance: IconLink } as const;

export interface PlaceGroup {
  readonly label: keyof typeof GROUP_ICONS;
  readonly places: readonly [Place, ...Place[]];
}

/** The places as the navigation shows them: those of a group together, where the first of them stands. */
export function grouped(places: readonly Place[]): readonly (Place | PlaceGroup)[] {
  return places.flatMap((place, index): (Place | PlaceGroup)[] => {
    const { group } = place;
    if (group === undefined) return [place];
    if (places.findIndex((other) => other.group === group) !== index) return [];
    return [{ label: group, places: [place, ...places.slice(index + 1).filter((other) => other.group === group)] }];
  });
}

export const isGroup = (entry: Place | PlaceGroup): entry is PlaceGroup => 'places' in entry;

/** Whether an address is that of the place or beneath it. */
export const isWithin = (pathname: string, { to }: { readonly to: string }): boolean =>
  pathname === to || pathname.startsWith(`${to}/`);
