/** The only token the portal simulator takes. Not a secret: no real portal knows it. */
export const TRAINING_TOKEN = "tap-huan"
