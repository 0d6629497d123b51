/** Ways to gather (in `$group`, most in expressions too): the greatest, the first n, statistics, clients' code. */
export const LEFT_OUT_ACCUMULATORS: readonly string[] = [
  ...["$accumulator", "$firstN", "$lastN", "$maxN", "$minN", "$top", "$topN", "$bottom", "$bottomN"],
  ...["$stdDevPop", "$stdDevSamp", "$median", "$percentile"],
]

/** Operators of MongoDB that neither our repositories nor everyday mongoose ask for: refused by name. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  ...[...LEFT_OUT_ACCUMULATORS, "$function"],
  // Trigonometry, logarithms, powers, bits.
  ...["$sin", "$cos", "$tan", "$asin", "$acos", "$atan", "$atan2", "$sinh", "$cosh", "$tanh", "$asinh"],
  ...["$acosh", "$atanh", "$degreesToRadians", "$radiansToDegrees", "$exp", "$ln", "$log", "$log10"],
  ...["$pow", "$sqrt", "$bitAnd", "$bitOr", "$bitXor", "$bitNot", "$toHashedIndexKey"],
  // Counting with dates, dates from text and parts, ISO weeks, parts of timestamps.
  ...["$dateAdd", "$dateSubtract", "$dateDiff", "$dateTrunc", "$dateFromString", "$dateFromParts"],
  ...["$dateToParts", "$week", "$isoWeek", "$isoWeekYear", "$isoDayOfWeek", "$tsSecond", "$tsIncrement"],
  // Sizes and places in bytes and characters, places of a pattern, what a search noted.
  ...["$binarySize", "$bsonSize", "$indexOfBytes", "$indexOfCP", "$strLenBytes", "$substr", "$substrBytes"],
  ...["$regexFind", "$regexFindAll", "$meta"],
  // Sets, orders and places inside a list, conversions to decimals and with a way out.
  ...["$setUnion", "$setIntersection", "$setDifference", "$setEquals", "$setIsSubset", "$anyElementTrue"],
  ...["$allElementsTrue", "$sortArray", "$indexOfArray", "$toDecimal", "$convert"],
])
