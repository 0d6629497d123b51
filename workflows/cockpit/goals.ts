import type { DeadlineKind } from "#models/campaign/deadlines.ts"
import type { WorkLeft } from "#models/catalogue-edition/figures/work-left.ts"

type Goal = { label: string; figure: WorkLeft; deadline: DeadlineKind }

/** Works that go service by service, so that their end can be foretold; announcing and publishing are done for all at once. */
export const GOALS = {
  register: { label: "Đăng ký xong", figure: "unregisteredServices", deadline: "registerBy" },
  approve: { label: "Phê duyệt xong", figure: "unapprovedServices", deadline: "appraiseBy" },
} as const satisfies Record<string, Goal>
export type GoalName = keyof typeof GOALS
export const GOAL_NAMES = Object.keys(GOALS) as GoalName[]
