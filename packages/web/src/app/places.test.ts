import { describe, expect, it } from 'vitest';
import { KEY_GROUPS } from '../lib/keys.ts';
import { grouped, isGroup, isWithin, PLACES, type Place } from './places.ts';
import { screenTitle } from './screen-title.ts';

const places: readonly Place[] = PLACES;

describe('the places of the app', () => {
  it('have keys of their own, which no other action has', () => {
    const keys = places.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const others = KEY_GROUPS.flatMap((group) => Object.keys(group.keys));
    expect(new Set([...keys, ...others]).size).toBe(keys.length + others.length);
  });

  it('leave room for More on a phone', () => {
    expect(places.filter(({ onBar }) => onBar).length).toBeLessThanOrEqual(3);
  });

  it('stand together with those of their group, and none is lost', () => {
    const entries = grouped(places);
    expect(entries.flatMap((entry) => (isGroup(entry) ? entry.places : [entry])).map(({ to }) => to)).toEqual(
      places.map(({ to }) => to),
    );
    expect(entries.filter(isGroup).map(({ label }) => label)).toEqual(['Compliance']);
  });

  it('are where one is at their own address and beneath it, and not where another merely begins alike', () => {
    expect(isWithin('/admin', { to: '/admin' })).toBe(true);
    expect(isWithin('/admin/members', { to: '/admin' })).toBe(true);
    expect(isWithin('/administration', { to: '/admin' })).toBe(false);
  });
});

describe('the title of a tab', () => {
  it('says how many wait for me, where I am, and what this is', () => {
    expect(screenTitle('/approvals/apr_01', 4)).toBe('(4) Approvals · Countersign');
    expect(screenTitle('/records', 0)).toBe('Records · Countersign');
  });

  it('is that of the nearest screen: a place of the admin before the admin itself', () => {
    expect(screenTitle('/admin/members', 0)).toBe('Members · Countersign');
    expect(screenTitle('/account/notifications', 0)).toBe('Notifications · Countersign');
    expect(screenTitle('/account', 0)).toBe('Account · Countersign');
  });

  it('is that of the product where nothing is called so', () => {
    expect(screenTitle('/nowhere', 0)).toBe('Countersign');
  });
});
