import { type Logger, pino } from "pino"
import { type Clock, systemClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { openStore, type Store } from "#models/store/connection.server.ts"
import { findTrainingUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import type { ReferenceReader } from "./campaign/dependencies.ts"
import type { Config } from "./config.server.ts"
import { storedReference } from "./reference-reader.server.ts"
import type { DueSource } from "./training/move-training-clock.server.ts"
import { openTrainingClock, type TrainingClock } from "./training/training-clock.server.ts"

/** The real dependencies of the running product, wired once per process. */
export type Runtime = {
  config: Config
  logger: Logger
  store: Store
  /** The office's time: the training clock in training mode, else the machine's. */
  clock: Clock
  /** The machine's time, for what guards the machine itself: sessions and failed sign-ins. */
  realClock: Clock
  trainingMode: boolean
  trainingClock: TrainingClock | null
  /** Law, agencies and issuing facts by date. */
  reference: ReferenceReader
  /** Who knows what falls due next; asked by “Tới hạn kế tiếp”. */
  dueSources: DueSource[]
  /** The made-up people whose sign-ins may be shown; nobody outside training mode. */
  trainingUsers(): Promise<User[]>
  /** Leaves an audit line for a refused access. `actor` is null for someone who is not signed in. */
  onDenied?: (actor: Actor | null, action: string) => Promise<void>
  /** Stops what runs and closes the store; called once. */
  close(): Promise<void>
}

/** Opens the store and wires the product to it. */
export const startRuntime = async (config: Config): Promise<Runtime> => {
  const logger = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const store = await openStore({ uri: config.mongodbUri, dataDir: config.dataDir })
  const trainingClock = config.trainingMode ? await openTrainingClock(systemClock) : null
  return {
    config,
    logger,
    store,
    clock: trainingClock ?? systemClock,
    realClock: systemClock,
    trainingMode: config.trainingMode,
    trainingClock,
    reference: storedReference,
    dueSources: [],
    trainingUsers: async () => (config.trainingMode ? findTrainingUsers() : []),
    async close() {
      await trainingClock?.close()
      await store.close()
    },
  }
}
