import type { NavigateFn } from '@tanstack/react-router';
import type { FoundRequestFragment, PaletteCertificatesQuery } from '../gql/generated/graphql.ts';
import type { Command } from './palette-commands.ts';

/** A request that was found, as a command that opens it. */
export function requestCommand(request: FoundRequestFragment, group: string, navigate: NavigateFn): Command {
  const { id, domains, status, requester } = request;
  return {
    id: `${group}-${id}`,
    group,
    label: domains[0] ?? id,
    isName: true,
    hint: [more(domains), status.toLowerCase(), requester.name].filter(Boolean).join(' · '),
    run: () => void navigate({ to: '/approvals/$requestId', params: { requestId: id } }),
  };
}

/** A certificate that was found, as a command that opens it. */
export function certificateCommand(
  certificate: PaletteCertificatesQuery['certificates']['nodes'][number],
  navigate: NavigateFn,
): readonly Command[] {
  const { id, domains, serialNumber, revokedAt } = certificate;
  return [
    {
      id,
      group: 'Certificates',
      label: domains[0] ?? serialNumber,
      isName: true,
      hint: [more(domains), revokedAt ? 'revoked' : '', `serial ${serialNumber.slice(0, 8)}…`]
        .filter(Boolean)
        .join(' · '),
      run: () => void navigate({ to: '/certificates/$certificateId', params: { certificateId: id } }),
    },
  ];
}

const more = (domains: readonly string[]): string => (domains.length > 1 ? `+${domains.length - 1}` : '');
