import { useQuery } from 'urql';
import { type RequestDetailFragment, RequesterDocument } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';
import { ActorMark } from '../../ui/actor-mark.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './requester-section.module.css';

const KINDS = {
  USER: 'person',
  DEVICE: 'device, by its client certificate',
  TOKEN: 'API token',
  POLICY: 'policy',
  SYSTEM: 'system',
} as const;

/** Who asked, how we know, and what they asked before. */
export function RequesterSection({ request }: { readonly request: RequestDetailFragment }) {
  const { requester, organization } = request;
  const [{ data }] = useQuery({
    query: RequesterDocument,
    variables: { id: requester.id, organizationId: organization.id },
  });
  const node = data?.node;
  const asked = data?.asked.totalCount ?? 0;
  return (
    <Section title="Requester">
      <div className={styles.requester}>
        <ActorMark kind={requester.kind} name={requester.name} size="lg" />
        <div className={styles.words}>
          <p>
            <strong>{requester.name}</strong> · {KINDS[requester.kind]}
            {node?.__typename === 'Device' && node.owner && ` · owned by ${node.owner.name}`}
            {node?.__typename === 'Device' && node.revokedAt && ' · revoked since'}
          </p>
          {data && (
            <p className={styles.history}>
              {asked <= 1 ? 'This is the first request.' : `${count(asked, 'request')} so far, with this one.`}
            </p>
          )}
        </div>
      </div>
    </Section>
  );
}
