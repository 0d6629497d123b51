import { saveUsers } from "#models/user/user.repository.server.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { TRAINING_USERS, type TrainingUser } from "./reference/users.ts"

/** Shown on the sign-in page of training mode; such people cannot sign in where training mode is off. */
const TRAINING_PASSWORD = "tap-huan-2023"

/** Puts the made-up people of training mode into the store. */
export const seedUsers = async (users: readonly TrainingUser[] = TRAINING_USERS): Promise<void> => {
  // One hash for all: the password is public, and hashing seventy times would only delay the first start.
  const passwordHash = await hashPassword(TRAINING_PASSWORD)
  await saveUsers(
    users.map(({ id, fullName, assignments }) => ({
      id,
      fullName,
      assignments,
      passwordHash,
      active: true,
      trainingPassword: TRAINING_PASSWORD,
    })),
  )
}
