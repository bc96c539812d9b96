"""Tests of files 卷宗."""
