import type { RecordedArea } from './recorded.ts';

export const requests: RecordedArea = {
  submitRequest: { record: 'request.submitted', about: { made: 'request' }, detail: { environment: 'production' } },
  approveRequest: { record: 'request.approved', detail: { approvals: 1, required: 1, outcome: 'approved' } },
  rejectRequest: { record: 'request.rejected', detail: { reason: 'Not any more' } },
  decideRequests: { record: 'request.approved', detail: { approvals: 1, required: 1 } },
  voidRequest: { record: 'request.voided', detail: { reason: 'Asked for twice' } },
  withdrawRequest: { record: 'request.withdrawn', by: 'AS' },
  commentOnRequest: { record: 'request.commented', detail: { text: 'Which service is it for?' } },
  attachCsr: { record: 'request.csrAttached', by: 'AS' },
  collectKey: { record: 'key.delivered', by: 'AS', about: () => null, detail: { again: false } },
  confirmKey: { record: 'key.destroyed', by: 'AS', about: () => null },
  retryIssuance: { record: 'certificate.retried', about: (id) => id },
  revokeCertificate: { record: 'certificate.revoked', detail: { reason: 'SUPERSEDED' } },
};
