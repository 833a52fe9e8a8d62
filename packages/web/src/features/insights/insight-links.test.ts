import { describe, expect, it } from 'vitest';
import { decidedAddress, expiringAddress, pendingAddress, recordsAddress } from './insight-links.ts';

const SPAN = { from: '2026-05-11T00:00:00.000Z', to: '2026-05-18T00:00:00.000Z' };

describe('marks lead to', () => {
  it('what waits for the viewer, or else for others', () => {
    expect(pendingAddress('dtp_1', 4)).toBe('/approvals?tab=for-me&profile=dtp_1');
    expect(pendingAddress(undefined, 0)).toBe('/approvals?tab=waiting');
  });

  it('what ended in the range, how, and whether it had escalated', () => {
    expect(decidedAddress(SPAN, { profile: 'dtp_1', outcome: 'expired' })).toBe(
      '/approvals?tab=decided&profile=dtp_1&outcome=expired&from=2026-05-11T00%3A00%3A00.000Z&to=2026-05-18T00%3A00%3A00.000Z',
    );
    expect(decidedAddress(SPAN, { escalated: true })).toContain('tab=decided&escalated=true&from=');
    expect(decidedAddress(SPAN, { escalated: false })).not.toContain('escalated');
  });

  it('the certificates that end in a week, and the records of somebody, their last day included', () => {
    expect(expiringAddress(SPAN, undefined)).toBe('/certificates?expiresFrom=2026-05-11&expiresTo=2026-05-17');
    expect(recordsAddress('usr_1', SPAN)).toBe(
      '/records?actor=usr_1&type=all%3ARequests&from=2026-05-11&to=2026-05-17',
    );
  });
});
