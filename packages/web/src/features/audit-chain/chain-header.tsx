import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconBrowserCheck, IconDownload, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useLive } from '../../lib/live.ts';
import { LiveDot } from '../../ui/live-dot.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import type { ChainNavigation } from './use-chain-place.ts';
import type { Verification } from './use-verification.ts';

interface ChainHeaderProps {
  readonly organization: { readonly id: string; readonly slug: string };
  /** For whoever may look at the platform's ledger as well; null for others. */
  readonly platform: { readonly isShown: boolean; readonly own: string } | null;
  /** A closed epoch that is looked at; null: the present one. */
  readonly epoch: number | null;
  readonly verification: Verification;
  readonly goTo: ChainNavigation['goTo'];
}

/** The title, whose ledger it is, and what is done with the whole of it. */
export function ChainHeader({ organization, platform, epoch, verification, goTo }: ChainHeaderProps) {
  const { state: live } = useLive();
  return (
    <PageHeader title="Audit chain" beside={<LiveDot state={live} />}>
      {platform && (
        <SegmentedControl
          size="xs"
          aria-label="Whose ledger"
          value={platform.isShown ? 'platform' : 'own'}
          data={[
            { value: 'own', label: platform.own },
            { value: 'platform', label: 'Platform' },
          ]}
          onChange={(value) => goTo({ isPlatform: value === 'platform', epoch: null, type: null, record: null })}
        />
      )}
      <Button
        component="a"
        href={`/ledger/${encodeURIComponent(organization.id)}/export`}
        download={`${organization.slug}.jsonl`}
        variant="default"
        className="quiet-button"
        leftSection={<IconDownload size={16} stroke={1.75} />}
      >
        Export
      </Button>
      <Button
        variant="default"
        className="quiet-button"
        leftSection={<IconBrowserCheck size={16} stroke={1.75} />}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/audit-chain/in-this-browser"
            search={{ epoch: epoch ?? undefined, ledger: platform?.isShown ? 'platform' : undefined }}
          />
        )}
      >
        Verify in this browser
      </Button>
      <VerifyButton verification={verification} />
    </PageHeader>
  );
}

/** Starts a verification; stops it while one runs that somebody started. */
function VerifyButton({ verification }: { readonly verification: Verification }) {
  const { current, starting, stopping } = verification;
  if (current?.state !== 'RUNNING') {
    return (
      <Button
        variant={current === null ? 'filled' : 'default'}
        leftSection={<IconRefresh size={16} stroke={1.75} />}
        loading={starting}
        onClick={verification.start}
      >
        {current === null ? 'Verify' : 'Verify again'}
      </Button>
    );
  }
  const { viewerCanCancel: canCancel } = current;
  if (current.cause === 'DEMAND' && canCancel.allowed) {
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} stroke={1.75} />}
        loading={stopping}
        onClick={verification.stop}
      >
        Stop
      </Button>
    );
  }
  return (
    <Tooltip
      label={
        current.cause === 'DEMAND'
          ? canCancel.reasons.join(' ')
          : 'The server verifies everything after its start; that is not stopped.'
      }
    >
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} stroke={1.75} />}
        aria-disabled
        data-disabled
        onClick={(event) => event.preventDefault()}
      >
        Verifying
      </Button>
    </Tooltip>
  );
}
