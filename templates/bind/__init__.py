"""Files 卷宗: what belongs into one, in which order, what it lacks, and its pages."""
