import type { RegistrationState } from "#models/registration/states.ts"

/** Columns of the board: states taken together as an office speaks of them. */
export const BOARD_GROUPS = {
  drafting: { label: "Dự thảo", states: ["drafting"] },
  awaitingUnitHead: { label: "Chờ ký duyệt", states: ["awaitingUnitHead"] },
  registered: { label: "Đã đăng ký", states: ["registered"] },
  appraising: { label: "Đang thẩm định", states: ["underAppraisal", "consulting"] },
  returned: { label: "Trả lại", states: ["returned"] },
  appraised: { label: "Đã thẩm định", states: ["appraised"] },
  approved: {
    label: "Đã phê duyệt",
    states: ["approved", "announced", "published", "superseded", "recalled"],
  },
  left: { label: "Rút, bãi bỏ", states: ["withdrawn", "repealed"] },
} as const satisfies Record<string, { label: string; states: readonly RegistrationState[] }>

export type BoardGroup = keyof typeof BOARD_GROUPS
export const BOARD_GROUP_NAMES = Object.keys(BOARD_GROUPS) as BoardGroup[]
