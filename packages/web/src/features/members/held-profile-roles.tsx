import { Link } from '@tanstack/react-router';
import type { ListedMemberFragment } from '../../gql/generated/graphql.ts';
import styles from './members.module.css';

/** What somebody is on trust profiles, one a line; each leads to its profile. */
export function HeldProfileRoles({ roles }: { readonly roles: ListedMemberFragment['trustProfileRoles'] }) {
  if (roles.length === 0) return <span className={styles.none}>None</span>;
  return (
    <ul>
      {roles.map(({ trustProfile, role }) => (
        <li key={trustProfile.id}>
          <Link className="quiet-link" to="/admin/trust-profiles/$profileId" params={{ profileId: trustProfile.id }}>
            {trustProfile.name}
          </Link>
          <span className={styles.held}>: {role.toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}
