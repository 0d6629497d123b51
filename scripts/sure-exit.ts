/**
 * Loaded first by every command that ends by itself: a process that is told to end while V8 compiles beside it waits for that for ever
 * when the compiler in its turn waits for memory to be tidied (nodejs/node#54918). So nothing is compiled beside a command: it lives
 * for seconds and misses it little, and one that hangs after its work stops a nightly job.
 */
import { setFlagsFromString } from "node:v8"

setFlagsFromString("--no-concurrent-recompilation")
setFlagsFromString("--no-concurrent-sparkplug")
