"""Every block gets one decision: judged alone first, then with its neighbours."""
