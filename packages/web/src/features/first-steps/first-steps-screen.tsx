import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import {
  FirstStepsProgressDocument,
  type FirstStepsProgressQuery,
  type SessionOrganizationFragment,
} from '../../gql/generated/graphql.ts';
import { type Session, useSession } from '../../lib/session.ts';
import { capitalised, count } from '../../lib/words.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AuthorityStep } from './authority-step.tsx';
import { DeviceStep } from './device-step.tsx';
import styles from './first-steps-screen.module.css';
import { MemberStep } from './member-step.tsx';
import { OrganizationStep } from './organization-step.tsx';
import { ProfileStep } from './profile-step.tsx';
import { Step } from './step.tsx';

interface StepDescription {
  readonly key: string;
  readonly title: string;
  readonly done: boolean;
  /** What must be there before it can be done. */
  readonly possible: boolean;
  readonly doneSummary: ReactNode;
  readonly summary: string;
  readonly form: ReactNode;
  /** Shown once done too: a link or token that is there only now, or a way to do it again. */
  readonly staysOpen: boolean;
}

/** What a server needs before the first request can be decided. Everything is read, so a reload keeps its place. */
export default function FirstStepsScreen() {
  const session = useSession();
  const organization = session.current?.organization ?? null;
  const variables = useMemo(() => ({ organizationId: organization?.id ?? '' }), [organization?.id]);
  const [{ data, error }, read] = useQuery({
    query: FirstStepsProgressDocument,
    variables,
    pause: organization === null,
  });
  const [opened, setOpened] = useState<string | null>(null);
  const refresh = (): void => {
    read({ requestPolicy: 'network-only' });
    setOpened(null);
  };
  const known = organization === null ? null : (data ?? null);
  const steps = stepsOf(session, organization, known, refresh);
  const done = steps.filter((step) => step.done).length;
  const waiting = organization !== null && known === null;
  const first = steps.find((step) => !step.done)?.key ?? null;
  const now = opened ?? first;
  const mayNot =
    organization !== null && !organization.viewerCanManage.allowed ? organization.viewerCanManage.reasons : null;

  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader
          title="First steps"
          beside={waiting ? undefined : <span className={styles.count}>{`${done} of ${steps.length} done`}</span>}
        />
        {error && !known && (
          <ErrorState title="What is done could not be read" retry={refresh}>
            {error.networkError
              ? 'The server did not answer.'
              : error.graphQLErrors.map(({ message }) => message).join(' ')}
          </ErrorState>
        )}
        {mayNot && (
          <p className={styles.notice}>{['These are for an admin of the organization.', ...mayNot].join(' ')}</p>
        )}
        {!waiting && (
          <ol className={styles.steps}>
            {steps.map((step, index) => {
              const isNow = step.key === now && !step.done;
              const offered = !step.done && !isNow && step.possible && mayNot === null;
              return (
                <Step
                  key={step.key}
                  number={index + 1}
                  title={step.title}
                  state={step.done ? 'done' : isNow ? 'now' : 'later'}
                  summary={step.done ? step.doneSummary : step.summary}
                >
                  {mayNot === null && (isNow || (step.done && step.staysOpen)) ? step.form : null}
                  {offered && (
                    <Button size="xs" variant="default" className="quiet-button" onClick={() => setOpened(step.key)}>
                      Do this now
                    </Button>
                  )}
                </Step>
              );
            })}
          </ol>
        )}
        {known && done === steps.length && <AllDone />}
      </div>
    </div>
  );
}

function AllDone() {
  return (
    <section className={styles.end} aria-label="All done">
      <p className={styles.endTitle}>Everything is in place for the first request.</p>
      <p className={styles.endText}>
        Ask for a certificate here, or let the device ask; it waits in Approvals until somebody else approves it.
      </p>
      <div className={styles.endActions}>
        <Button component={Link} to="/new-request">
          New request
        </Button>
        <Button component={Link} to="/approvals" variant="default">
          Approvals
        </Button>
      </div>
    </section>
  );
}

function stepsOf(
  session: Session,
  organization: SessionOrganizationFragment | null,
  known: FirstStepsProgressQuery | null,
  refresh: () => void,
): StepDescription[] {
  const issuing = known?.certificateAuthorities.nodes.filter(({ kind }) => kind === 'ISSUING') ?? [];
  const profiles = known?.trustProfiles.nodes ?? [];
  const [profile = null] = profiles;
  const others = known?.members.nodes.filter(({ user }) => user.id !== session.person.id) ?? [];
  const devices = known?.devices.nodes.filter(({ revokedAt }) => !revokedAt) ?? [];
  const mayCreate = session.platformRole !== null;
  const owners = [session.person, ...others.map(({ user }) => user)];
  return [
    {
      key: 'organization',
      title: 'Organization',
      done: organization !== null,
      possible: mayCreate,
      summary: mayCreate
        ? 'Holds people, profiles, devices and a ledger of its own.'
        : 'A platform admin makes it and invites you. There is nothing for you to do here yet.',
      doneSummary: organization && `${organization.name}, for ${organization.environments.map(capitalised).join(', ')}`,
      form: mayCreate && <OrganizationStep />,
      staysOpen: false,
    },
    {
      key: 'authority',
      title: 'Certificate authority',
      done: issuing.length > 0,
      possible: organization !== null,
      summary:
        'A root that signs nothing but authorities, and the issuing CA that signs certificates. ECDSA P-256, 10 years.',
      doneSummary: issuing.map(({ name }) => name).join(', '),
      form: organization && <AuthorityStep organization={organization} onDone={refresh} />,
      staysOpen: false,
    },
    {
      key: 'profile',
      title: 'Trust profile',
      done: profiles.length > 0,
      possible: issuing.length > 0,
      summary: 'Says which names may be asked for, and how many people must approve.',
      doneSummary: profile && profileWords(profile, profiles.length),
      form: organization && issuing.length > 0 && (
        <ProfileStep organization={organization} authorities={issuing} onDone={refresh} />
      ),
      staysOpen: false,
    },
    {
      key: 'member',
      title: 'A second person',
      done: others.length > 0,
      possible: organization !== null,
      summary: 'Nobody approves their own request, so one person alone cannot get anything issued.',
      doneSummary: others.map(({ user }) => user.name).join(', '),
      form: organization && <MemberStep organizationId={organization.id} done={others.length > 0} onDone={refresh} />,
      staysOpen: true,
    },
    {
      key: 'device',
      title: 'A device',
      done: devices.length > 0,
      possible: profiles.length > 0,
      summary: 'Asks over mutual TLS with a key of its own: one curl.',
      doneSummary: devices.map(({ name }) => name).join(', '),
      form: organization && (
        <DeviceStep
          organization={organization}
          profile={profile}
          owners={owners}
          ownerId={session.person.id}
          done={devices.length > 0}
          onDone={refresh}
        />
      ),
      staysOpen: true,
    },
  ];
}

function profileWords(profile: FirstStepsProgressQuery['trustProfiles']['nodes'][number], total: number): string {
  const more = total > 1 ? ` And ${count(total - 1, 'other')}.` : '';
  return `${profile.name}: ${profile.domains.join(', ')}, by ${profile.certificateAuthority.name}, ${count(profile.requiredApprovals, 'approval')}.${more}`;
}
