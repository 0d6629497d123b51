/**
 * What a store was first filled for. `TRAINING`: people and decisions in it are made up, and nobody may take them for
 * genuine; `PRODUCTION`: an office's own work, into which nothing made up may come.
 */
export type StorePurpose = "TRAINING" | "PRODUCTION"

/** The purpose of whatever works in a mode. */
export const purposeOf = (trainingMode: boolean): StorePurpose => (trainingMode ? "TRAINING" : "PRODUCTION")
