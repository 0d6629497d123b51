/** Largest file the screen takes, below what the web server lets through. Megabytes. */
export const UPLOAD_LIMIT_MB = 60
