import { expect, test } from "vitest"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { BOARD_GROUP_NAMES, BOARD_GROUPS } from "#workflows/screens/board-groups.ts"

test("every state of a registration stands in one column of the board, so that its columns add up to the total", () => {
  const states = BOARD_GROUP_NAMES.flatMap((name) => [...BOARD_GROUPS[name].states])
  expect(states.toSorted()).toEqual([...REGISTRATION_STATES].toSorted())
})
