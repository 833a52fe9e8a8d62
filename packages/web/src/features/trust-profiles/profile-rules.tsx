import type { ReactNode } from 'react';
import type { TrustProfileDetailFragment } from '../../gql/generated/graphql.ts';
import { capitalised, count, KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { type Fact, FactList } from '../../ui/fact-list.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './profile-rules.module.css';
import { USAGE_NAMES } from './profile-values.ts';
import { TimesPicture } from './times-picture.tsx';
import { whoMayAsk } from './who-may-ask.ts';

/** What a profile says, by what it decides, in the order of its form. */
export function ProfileRules({ profile }: { readonly profile: TrustProfileDetailFragment }) {
  const { warnAfterHours, escalateAfterHours, expireAfterHours, escalationContacts } = profile;
  const times = {
    warn: warnAfterHours ?? null,
    escalate: escalateAfterHours ?? null,
    expire: expireAfterHours ?? null,
  };
  return (
    <div className={styles.groups}>
      <div className={styles.column}>
        <Group title="Names" facts={nameFacts(profile)} />
        <Group title="Who may ask" facts={[{ label: 'May ask', value: `Admins, ${whoMayAsk(profile)}` }]} />
        <Group title="Who decides" facts={decisionFacts(profile)} />
      </div>
      <div className={styles.column}>
        <Group title="What is issued" facts={issueFacts(profile)} />
        <Section title="Times">
          <div className={styles.times}>
            <TimesPicture times={times} />
          </div>
          <FactList
            facts={[
              {
                label: 'Told then',
                value:
                  escalateAfterHours === null || escalateAfterHours === undefined
                    ? 'Nobody: it does not escalate'
                    : ['Who can decide', ...escalationContacts].join(', '),
              },
            ]}
            wide
          />
        </Section>
      </div>
    </div>
  );
}

function Group({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <Section title={title}>
      <FactList facts={facts} wide />
    </Section>
  );
}

const names = (items: readonly string[]): ReactNode => (
  <ul>
    {items.map((item) => (
      <li key={item}>
        <HostName name={item} />
      </li>
    ))}
  </ul>
);

function nameFacts({ domains, exceptDomains, allowWildcards, environments }: TrustProfileDetailFragment): Fact[] {
  return [
    { label: 'Covers', value: names(domains) },
    { label: 'Except', value: exceptDomains.length === 0 ? 'Nothing' : names(exceptDomains) },
    { label: 'Wildcards', value: allowWildcards ? 'May be asked for' : 'Not allowed' },
    {
      label: 'Environments',
      value: environments.length === 0 ? 'All of the organization' : environments.map(capitalised).join(', '),
    },
  ];
}

function decisionFacts(profile: TrustProfileDetailFragment): Fact[] {
  const { requireApproval, requiredApprovals, allowSelfApproval, requireJustification, mandatoryReason } = profile;
  return [
    {
      label: 'Approved by',
      value: requireApproval ? (
        <span className={styles.quorum}>
          <QuorumDots approved={0} required={requiredApprovals} withText={false} />
          {count(requiredApprovals, 'person', 'people')}
        </span>
      ) : (
        'Nobody: what fits is issued at once'
      ),
    },
    ...(requireApproval
      ? [{ label: 'Requesters', value: allowSelfApproval ? 'May approve their own' : 'Never approve their own' }]
      : []),
    { label: 'Justification', value: requireJustification ? 'Required' : 'Not required' },
    ...(requireApproval
      ? [{ label: 'Reason', value: mandatoryReason ? 'Required to approve, too' : 'Required to reject and to void' }]
      : []),
  ];
}

function issueFacts(profile: TrustProfileDetailFragment): Fact[] {
  const { defaultValidityDays, maxValidityDays, renewBeforeDays, keySource } = profile;
  return [
    { label: 'Authority', value: profile.certificateAuthority.name },
    { label: 'Validity', value: `${count(defaultValidityDays, 'day')}, ${maxValidityDays} at most` },
    {
      label: 'Renewal',
      value: renewBeforeDays ? `Asked for ${count(renewBeforeDays, 'day')} ahead of the end` : 'Not by itself',
    },
    { label: 'Keys', value: profile.keyAlgorithms.map((algorithm) => KEY_ALGORITHM_NAMES[algorithm]).join(', ') },
    { label: 'Key from', value: keySource === 'CSR_ONLY' ? 'A CSR only' : 'A CSR, or the server' },
    { label: 'For', value: profile.extendedKeyUsages.map((usage) => USAGE_NAMES[usage]).join(', ') },
    { label: 'Known path', value: profile.deliver ? 'Written there' : 'Not written' },
  ];
}
