import { useEffect } from 'react';
import { useQuery } from 'urql';
import { MailDeliveryStateDocument, NotificationSettingsDocument } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormSection } from '../../ui/form-section.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { DeliveryFacts } from './delivery-facts.tsx';
import { MailServerForm } from './mail-server-form.tsx';
import styles from './notifications.module.css';
import { TestMail } from './test-mail.tsx';
import { UndeliveredList } from './undelivered-list.tsx';

const LOOK_EVERY = 5_000;
const SOURCES = {
  SAVED: { says: 'Mail goes by the server below.', state: 'pass' },
  ENVIRONMENT: {
    says: 'Mail goes by the server of COUNTERSIGN_SMTP_URL, until another is saved here.',
    state: 'pass',
  },
  NONE: { says: 'No mail is sent until a server is saved here.', state: 'warn' },
} as const;

/** The mail server, whether mail gets through, and what did not. */
export default function NotificationsScreen() {
  const [{ data, error, fetching }, read] = useQuery({ query: NotificationSettingsDocument });
  const [state, readState] = useQuery({ query: MailDeliveryStateDocument });
  useEffect(() => {
    const timer = setInterval(() => readState({ requestPolicy: 'network-only' }), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [readState]);
  const reload = (): void => read({ requestPolicy: 'network-only' });
  if (error) {
    return (
      <ErrorState title="The settings could not be read" retry={reload}>
        {failureOf(error).message}
      </ErrorState>
    );
  }
  const settings = data?.notificationSettings;
  if (!settings) {
    if (fetching) return <LoadingRows what="the settings" rows={6} />;
    return (
      <EmptyState title="Only for superusers and platform admins" isPage>
        What you are told yourself is under your own name, Notifications.
      </EmptyState>
    );
  }
  const isOff = settings.source === 'SAVED' && !settings.enabled;
  const { says, state: mark } = isOff
    ? { says: 'Mail is turned off.', state: 'warn' as const }
    : SOURCES[settings.source];
  return (
    <>
      <PageHeader
        title="Notifications"
        about="The mail server that requests, reminders and invitations are sent by, for every organization. What people are told is their own choice, under their name."
      />
      <p className={styles.now}>
        <StateWord state={mark}>{says}</StateWord>
      </p>
      <MailServerForm settings={settings} onSaved={reload} />
      <FormSection title="Test" about="One mail, by what is saved, with the answer of the mail server.">
        <TestMail />
      </FormSection>
      <FormSection title="Delivery" about="How mail gets on now, looked at every few seconds.">
        <DeliveryFacts delivery={state.data?.notificationSettings?.delivery ?? settings.delivery} />
      </FormSection>
      <div className={styles.undelivered}>
        <Section title="Undelivered mail" hint="of every organization">
          <UndeliveredList organizationId={null} />
        </Section>
      </div>
    </>
  );
}
