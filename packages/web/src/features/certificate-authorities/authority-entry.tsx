import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { CertificateAuthoritiesQuery, ListedAuthorityFragment } from '../../gql/generated/graphql.ts';
import { downloadText, fileNameFor } from '../../lib/download.ts';
import { formatDay, formatDuration } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import styles from './certificate-authorities.module.css';

type Profile = CertificateAuthoritiesQuery['trustProfiles']['nodes'][number];

interface AuthorityEntryProps {
  readonly authority: ListedAuthorityFragment;
  /** Whose signature it bears; null: its own. */
  readonly parent: ListedAuthorityFragment | null;
  /** The trust profiles that name it. */
  readonly signs: readonly Profile[];
}

const YEAR_MS = 365 * 86_400_000;

/** One authority: its key, how long it lasts, where its CRL is, and what it signs. */
export function AuthorityEntry({ authority, parent, signs }: AuthorityEntryProps) {
  const { name, keyAlgorithm, certificatePem, fingerprintSha256, crlUrl } = authority;
  const save = (suffix: string, text: string) => () => downloadText(`${fileNameFor(name)}${suffix}.pem`, text);
  return (
    <article className={styles.authority} aria-label={name}>
      <header className={styles.head}>
        <h2 className={styles.name}>{name}</h2>
        <span className={styles.kind}>{parent === null ? 'Root' : `Issuing, signed by ${parent.name}`}</span>
        <div className={styles.downloads}>
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            leftSection={<IconDownload size={14} stroke={1.75} />}
            onClick={save('', certificatePem)}
          >
            PEM<span className="visually-hidden"> of {name}</span>
          </Button>
          {parent !== null && (
            <Button
              size="xs"
              variant="default"
              className="quiet-button"
              leftSection={<IconDownload size={14} stroke={1.75} />}
              onClick={save('-chain', `${certificatePem.trimEnd()}\n${parent.certificatePem}`)}
            >
              Chain<span className="visually-hidden"> of {name}</span>
            </Button>
          )}
        </div>
      </header>
      <FactList
        facts={[
          ...(parent === null ? [] : [{ label: 'Signs for', value: <Profiles profiles={signs} /> }]),
          { label: 'Valid', value: <Validity authority={authority} /> },
          {
            label: 'Key',
            value: `${KEY_ALGORITHM_NAMES[keyAlgorithm]}, kept encrypted in the database under the storage key, opened in memory alone`,
          },
          {
            label: 'SHA-256',
            value: (
              <span className={styles.copied}>
                <HashText hash={fingerprintSha256} />
                <CopyButton compact value={fingerprintSha256} label={`Copy the fingerprint of ${name}`} />
              </span>
            ),
          },
          ...(crlUrl
            ? [
                {
                  label: 'CRL',
                  value: (
                    <span className={styles.copied}>
                      <span className={`mono ${styles.address}`}>{crlUrl}</span>
                      <CopyButton compact value={crlUrl} label={`Copy the address of the CRL of ${name}`} />
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </article>
  );
}

function Validity({ authority: { createdAt, notAfter } }: { readonly authority: ListedAuthorityFragment }) {
  const now = useNow(60_000);
  const ends = new Date(notAfter);
  const left = ends.getTime() - now.getTime();
  const term = `${formatDay(new Date(createdAt), now)} to ${formatDay(ends, now)}`;
  if (left <= 0)
    return <StateWord state="fail">Over since {formatDay(ends, now)}: it signs nothing any more</StateWord>;
  if (left < YEAR_MS) return <StateWord state="warn">{`${term}: ends in ${formatDuration(left)}`}</StateWord>;
  return <>{term}</>;
}

function Profiles({ profiles }: { readonly profiles: readonly Profile[] }) {
  if (profiles.length === 0) return <span className={styles.none}>No trust profile names it</span>;
  return (
    <ul className={styles.profiles}>
      {profiles.map(({ id, name }) => (
        <li key={id}>
          <Link className="quiet-link" to="/admin/trust-profiles/$profileId" params={{ profileId: id }}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
