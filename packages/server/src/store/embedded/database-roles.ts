import { type Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface DatabaseRole {
  readonly name: string;
  readonly password: string;
}

/** Who may do what: the owner makes the schema, the server works in it and owns nothing. */
export interface DatabaseRoles {
  readonly owner: DatabaseRole;
  readonly server: DatabaseRole;
}

/** Makes both roles, or brings them back to their passwords and to no rights of their own. `superuser`: any database. */
export async function ensureDatabaseRoles(superuser: Client, roles: DatabaseRoles): Promise<void> {
  // A failing statement is logged with its text, and these carry passwords.
  await superuser.query('SET log_min_error_statement = panic');
  for (const role of [roles.owner, roles.server]) {
    const name = escapeIdentifier(role.name);
    const known = await superuser.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role.name]);
    if (known.rowCount === 0) await superuser.query(`CREATE ROLE ${name}`);
    await superuser.query(
      `ALTER ROLE ${name} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT
       PASSWORD ${escapeLiteral(role.password)}`,
    );
  }
}

/** Makes the owner's database, from `template` if given, and closes it to everybody else but the server role. */
export async function ensureDatabase(
  superuser: Client,
  database: string,
  roles: DatabaseRoles,
  template = 'template0',
): Promise<void> {
  const [name, owner, server] = [database, roles.owner.name, roles.server.name].map(escapeIdentifier);
  const known = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (known.rowCount === 0) {
    await superuser.query(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE ${escapeIdentifier(template)}`);
  }
  // Not copied from a template, therefore always.
  await superuser.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC, ${server}`);
  await superuser.query(`GRANT CONNECT ON DATABASE ${name} TO ${server}`);
}

/** The server sees what is in schema public and cannot make anything there. `superuser`: connected to that database. */
export async function closePublicSchema(superuser: Client, roles: DatabaseRoles): Promise<void> {
  const server = escapeIdentifier(roles.server.name);
  await superuser.query(`ALTER SCHEMA public OWNER TO ${escapeIdentifier(roles.owner.name)}`);
  await superuser.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC, ${server}`);
  await superuser.query(`GRANT USAGE ON SCHEMA public TO ${server}`);
}
