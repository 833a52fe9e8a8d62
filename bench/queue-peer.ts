import http from 'node:http';
import pg from 'pg';

/** The least that could answer the queue: Node's own HTTP server, and JSON that PostgreSQL built. No sign-in, no policy. */
const PAGE = `
  select json_build_object('data', json_build_object('requests', json_build_object('nodes', coalesce(json_agg(
    json_build_object(
      'id', r.id, 'revision', r.revision, 'status', r.status, 'issuanceStatus', r.issuance_status,
      'domains', r.domains, 'environment', r.environment, 'justification', r.justification,
      'requestedAt', to_char(r.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'requiredApprovals', r.required_approvals,
      'requester', json_build_object('kind', upper(r.requester_kind), 'id', r.requester_id, 'name', r.requester_name),
      'trustProfile', json_build_object('id', p.id, 'name', p.name)
    ) order by r.requested_at desc, r.id desc), '[]'))))::text as page
  from (
    select * from certificate_request where organization_id = $1 and status = 'PENDING'
    order by requested_at desc, id desc limit 50
  ) r join trust_profile p on p.id = r.trust_profile_id`;

process.once('message', ({ url }: { url: string }) => {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const { organizationId } = JSON.parse(body) as { organizationId: string };
      pool.query<{ page: string }>({ name: 'page', text: PAGE, values: [organizationId] }).then(
        ({ rows }) => {
          const page = rows[0]?.page ?? '';
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(page) });
          response.end(page);
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  process.once('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.send?.(address?.port);
  });
});
