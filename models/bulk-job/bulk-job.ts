/** PROPOSED until who asked has seen what it touches and confirms; RUNNING until every row has its result; the others are final. */
export const BULK_JOB_STATES = ["PROPOSED", "RUNNING", "DONE", "CANCELLED", "FAILED"] as const
export type BulkJobState = (typeof BULK_JOB_STATES)[number]

export const BULK_JOB_STATE_LABELS: Record<BulkJobState, string> = {
  PROPOSED: "Chờ bạn xác nhận",
  RUNNING: "Đang xử lý",
  DONE: "Đã xong",
  CANCELLED: "Đã dừng",
  FAILED: "Dừng vì lỗi hệ thống",
}

/** Việc hàng loạt: one thing done to many registrations, row by row, by the worker of whichever process is up. */
export type BulkJob = {
  /** Given by the form that asked for it: the same form sent twice is one job. */
  id: string
  action: string
  reason: string
  campaignId: string | null
  /** Address of the list it was asked from, for going back. */
  listAddress: string
  startedBy: { id: string; name: string }
  startedAt: Date
  state: BulkJobState
  finishedAt: Date | null
  total: number
  done: number
  refused: number
  /** Rows of the filter in a state the action is not for; they were left alone. */
  passedOver: number
  /** Chunks begun since one last succeeded. */
  tries: number
  /** The job whose rows this one takes back; missing where it takes none back. */
  undoes?: string
}

export const BULK_ROW_STATES = ["WAITING", "DONE", "REFUSED"] as const
export type BulkRowState = (typeof BULK_ROW_STATES)[number]

/** One registration of a job, and how it went. */
export type BulkRow = {
  jobId: string
  registrationId: string
  position: number
  /** The revision the person decided on; a row changed since is refused. */
  revision: number
  serviceCode: string
  procedureName: string
  state: BulkRowState
  /** Why it was refused; empty otherwise. */
  reason: string
}
