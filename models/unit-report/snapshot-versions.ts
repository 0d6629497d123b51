import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { ReportContext } from "./context.ts"
import type { ReportState } from "./states.ts"

export const REPORT_SNAPSHOTS = snapshotVersions<ReportState, ReportContext>("unitReport", [])
