import { ReadingLane } from "./reading-lane.server.ts"
import { LANES, READINGS, type ReadingName } from "./reading-limits.ts"

type Reader = (...args: never[]) => unknown

const lanes = {
  public: new ReadingLane(LANES.public),
  office: new ReadingLane(LANES.office),
}

/**
 * A function that reads what people send, to be called in a process of its own within the limits of `READINGS`. What it takes
 * and gives is copied: plain values, bytes, dates, no functions and no instances of classes.
 * @throws InvalidInputError in words for the sender when the file goes beyond a limit, BusyError when too many files wait; what
 * the function itself refuses comes through with code, words and details
 */
export const apart =
  <Read extends Reader>(name: ReadingName) =>
  (...args: Parameters<Read>): Promise<Awaited<ReturnType<Read>>> => {
    const reading = READINGS[name]
    return lanes[reading.lane].read(reading, args) as Promise<Awaited<ReturnType<Read>>>
  }

/** Ends every process that reads; they begin again when somebody asks. */
export const stopReading = async (): Promise<void> => {
  await Promise.all(Object.values(lanes).map((lane) => lane.close()))
}
