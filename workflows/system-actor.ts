import type { Actor } from "#models/shared/workflow.ts"

/** Acts where a step follows by itself from facts (all records read back, a due date passed); holds no role. */
export const SYSTEM_ACTOR: Actor = { id: "he-thong", name: "Hệ thống", assignments: [] }
