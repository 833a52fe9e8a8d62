import { useEffect } from 'react';
import { useQuery } from 'urql';
import { MailDeliveryStateDocument, NotificationSettingsDocument } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { DeliveryFacts } from './delivery-facts.tsx';
import { MailServerForm } from './mail-server-form.tsx';
import styles from './notifications.module.css';
import { TestMail } from './test-mail.tsx';
import { UndeliveredList } from './undelivered-list.tsx';

const LOOK_EVERY = 5_000;
const SOURCES = {
  SAVED: 'Mail goes by the server below.',
  ENVIRONMENT: 'Mail goes by the server of COUNTERSIGN_SMTP_URL, until another is saved here.',
  NONE: 'No mail is sent until a server is saved here.',
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
    if (fetching) return null;
    return (
      <EmptyState title="Only for superusers and platform admins" isPage>
        What you are told yourself is under your own name, Notifications.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title="Notifications" />
      <div className={styles.parts}>
        <Section title="Mail server">
          <p className={styles.note}>
            {settings.source === 'SAVED' && !settings.enabled ? 'Mail is turned off.' : SOURCES[settings.source]}
          </p>
          <MailServerForm settings={settings} onSaved={reload} />
        </Section>
        <Section title="Test" hint="By what is saved.">
          <TestMail />
        </Section>
        <Section title="Delivery">
          <DeliveryFacts delivery={state.data?.notificationSettings?.delivery ?? settings.delivery} />
        </Section>
        <Section title="Undelivered mail" hint="Of every organization.">
          <UndeliveredList organizationId={null} />
        </Section>
      </div>
    </>
  );
}
