import { walkOddRequests } from "./setup/odd-requests-walk.ts"

walkOddRequests((forms) => forms)
