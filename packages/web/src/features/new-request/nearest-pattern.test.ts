import { describe, expect, it } from 'vitest';
import { nearestPattern } from './nearest-pattern.ts';

const profiles = [
  { id: 'dtp_1', name: 'Corp', domains: ['*.corp.com'] },
  { id: 'dtp_2', name: 'Payments internal', domains: ['pay.corp.com', '*.payments.corp.com'] },
];

describe('the nearest pattern', () => {
  it('is the longest that a name has too many labels for', () => {
    expect(nearestPattern('eu.api.payments.corp.com', profiles)).toEqual({
      profileName: 'Payments internal',
      pattern: '*.payments.corp.com',
      instead: 'eu.api',
      shared: '.payments.corp.com',
    });
  });

  it('can be one whose star has nothing to stand for', () => {
    expect(nearestPattern('corp.com', profiles)).toMatchObject({ profileName: 'Corp', instead: '' });
  });

  it('cannot be one that covers the name, nor one of another domain', () => {
    expect(nearestPattern('api.corp.com', profiles)).toBeNull();
    expect(nearestPattern('api.v2.notcorp.com', profiles)).toBeNull();
    expect(nearestPattern('*.x.corp.com', profiles)).toBeNull();
  });
});
