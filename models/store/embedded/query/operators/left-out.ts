/** Operators of MongoDB that neither our repositories nor everyday mongoose ask for: refused by name. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  // Code sent by clients.
  ...["$function", "$accumulator"],
  // Trigonometry, logarithms, powers, bits.
  ...["$sin", "$cos", "$tan", "$asin", "$acos", "$atan", "$atan2", "$sinh", "$cosh", "$tanh", "$asinh"],
  ...["$acosh", "$atanh", "$degreesToRadians", "$radiansToDegrees", "$exp", "$ln", "$log", "$log10"],
  ...["$pow", "$sqrt", "$bitAnd", "$bitOr", "$bitXor", "$bitNot", "$toHashedIndexKey"],
  // Counting with dates, dates from text and parts, ISO weeks, parts of timestamps.
  ...["$dateAdd", "$dateSubtract", "$dateDiff", "$dateTrunc"],
  ...["$dateFromString", "$dateFromParts", "$dateToParts", "$week", "$isoWeek", "$isoWeekYear"],
  ...["$isoDayOfWeek", "$tsSecond", "$tsIncrement"],
  // Sizes and places in bytes, what a search noted.
  ...[
    "$binarySize",
    "$bsonSize",
    "$indexOfBytes",
    "$indexOfCP",
    "$strLenBytes",
    "$substr",
    "$substrBytes",
    "$meta",
  ],
  // What sets have in common, orders and places inside a list, conversions with a way out.
  ...[
    "$setEquals",
    "$setIsSubset",
    "$anyElementTrue",
    "$allElementsTrue",
    "$sortArray",
    "$indexOfArray",
    "$convert",
  ],
  // The greatest, the first n; statistics.
  ...["$firstN", "$lastN", "$maxN", "$minN", "$top", "$topN", "$bottom", "$bottomN"],
  ...["$stdDevPop", "$stdDevSamp", "$median", "$percentile"],
])
